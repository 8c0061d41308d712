export const inboxPath = '/toa-soan/thong-bao'
/** Marks the person's own notice as seen and leads to where it is about. */
export const noticeUrl = (id: number) => `${inboxPath}/${id}`
export const seenPath = `${inboxPath}/da-xem`
export const choicesPath = '/tai-khoan/thong-bao'
export const trialPath = `${choicesPath}/gui-thu`
